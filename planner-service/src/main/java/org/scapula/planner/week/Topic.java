package org.scapula.planner.week;

/// What a piece of advice is about, in the order in which a plan shows it.
public enum Topic {
    FIRST_AID(2, true, "It helps you to look after a sore upper back yourself."),
    EXPECTED_COURSE(2, false, "It says what usually happens, so that you notice when it goes otherwise."),
    WHEN_TO_SEEK_HELP(3, false, "Everybody should know when to get help."),
    CAUTION(false, "It holds for whatever you do this week."),
    POSTURE(2, true, "Everybody sits, stands and looks at a phone."),
    ERGONOMICS(2, true, "It makes the day easier for the back."),
    RUNNING(2, true, "It is for whoever runs."),
    TRAINING(2, true, "You exercise this week."),
    WARM_UP_COOL_DOWN(2, true, "You exercise this week, and begin and end it gently."),
    LIFESTYLE(2, true, "Sleep, stress and moving have a share in how a back feels."),
    SELF_TREATMENT(2, true, "It is for sore spots, if you like it."),
    MEDICINE(2, false, "It is for whoever thinks of a painkiller."),
    PROFESSIONAL_HELP(1, false, "It says who can help, and how."),
    BENEFIT(1, false, "It says what the effort may be good for."),
    CAUSE(1, false, "It names what may bring such pain on. Nobody says that it is so with you."),
    MUSCLE(1, false, "It is about what the exercises work on."),
    BACKGROUND(1, false, "It helps to understand what you feel.");

    private final int aWeek;
    private final boolean asksToDo;
    private final String reason;

    /// A caution is never rationed.
    Topic(boolean asksToDo, String reason) {
        this(Integer.MAX_VALUE, asksToDo, reason);
    }

    Topic(int aWeek, boolean asksToDo, String reason) {
        this.aWeek = aWeek;
        this.asksToDo = asksToDo;
        this.reason = reason;
    }

    /// How many lines of it a person reads in a week. How many are bearable is Scapula policy.
    int aWeek() {
        return aWeek;
    }

    /// What asks a person to do something can harm some; a warning or a word on the course harms nobody.
    boolean asksToDo() {
        return asksToDo;
    }

    /// Why anybody gets it.
    String reason() {
        return reason;
    }
}
