package org.scapula.planner.filling;

/// How often an exercise may come, and how many points each time costs that it comes again.
public record Ration(int aDay, int aWeek, int again) {

    public Ration {
        if (aDay < 1 || aWeek < 1 || again < 0) {
            throw new IllegalArgumentException("Nothing is rationed to less than once, and coming again earns nothing");
        }
    }
}
