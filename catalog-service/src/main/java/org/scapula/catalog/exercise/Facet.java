package org.scapula.catalog.exercise;

/// What found exercises can be counted by; named as the parameter that narrows the search.
public enum Facet {
    category("e.categories"),
    muscle("e.muscles"),
    region("array[e.region]"),
    /// What one of the alternatives needs; NONE where an alternative needs nothing.
    equipment("""
            array(select distinct case item when '' then 'NONE' else item end
                from unnest(e.equipment) as needs, regexp_split_to_table(needs, ',') as item)"""),
    position("e.positions"),
    exerciseClass("array[e.exercise_class]"),
    stage("e.stages"),
    context("e.contexts"),
    target("e.targets"),
    kind("array[e.kind]"),
    level("array[e.level::text]"),
    language("e.languages");

    private final String having;

    Facet(String having) {
        this.having = having;
    }

    /// An array of what an exercise `e` has.
    String having() {
        return having;
    }
}
