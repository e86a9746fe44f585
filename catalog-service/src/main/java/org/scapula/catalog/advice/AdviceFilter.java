package org.scapula.catalog.advice;

import java.util.EnumSet;
import java.util.Set;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.Topic;
import org.scapula.catalog.query.Choices;

/// What is searched for; an empty field asks nothing.
record AdviceFilter(Set<Topic> topics, Set<Context> contexts) {

    static AdviceFilter of(AdviceQuery query) {
        return new AdviceFilter(
                Choices.of("topic", query.topic, Topic.class),
                withEverybody(Choices.of("context", query.context, Context.class)));
    }

    private static Set<Context> withEverybody(Set<Context> contexts) {
        if (contexts.isEmpty()) {
            return contexts;
        }
        var all = EnumSet.copyOf(contexts);
        all.add(Context.ANY);
        return all;
    }
}
