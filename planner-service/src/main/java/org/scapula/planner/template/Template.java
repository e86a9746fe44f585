package org.scapula.planner.template;

import java.util.UUID;

/// A template as a plan is made with it; the same revision says the same for ever. What only clinicians read is
/// left out: it makes no difference to a plan, and people read what their plan was made from.
public record Template(UUID id, int revision, NewTemplate says) {

    public Template {
        says = says.withoutNote();
    }
}
