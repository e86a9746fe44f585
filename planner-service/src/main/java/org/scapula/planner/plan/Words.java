package org.scapula.planner.plan;

/// What every plan says of itself.
final class Words {

    static final String NOTICE =
            "No clinician has reviewed this plan or the rules behind it. It is not a diagnosis and does not replace"
                    + " seeing a doctor or physiotherapist. If you feel worse or are worried, get medical help.";

    static final String REVIEW =
            "On this day answer the triage questions again, also when you feel better. Do not wait for the date if you"
                    + " get worse or are worried.";

    private Words() {}
}
