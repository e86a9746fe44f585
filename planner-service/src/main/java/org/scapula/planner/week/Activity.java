package org.scapula.planner.week;

/// What triage says how to go on with.
public enum Activity {
    RUNNING(Context.RUNNING),
    GYM(Context.GYM),
    DESK(Context.DESK);

    private final Context context;

    Activity(Context context) {
        this.context = context;
    }

    Context context() {
        return context;
    }
}
