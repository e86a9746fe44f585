package org.scapula.test;

/// Words that tests send wherever a person can say something. If one of them is ever read in a log, so are the words of
/// patients. Whoever writes a new endpoint plants them there, too.
public final class Planted {

    /// Stands in all of them; the logs of the whole suite are searched for it at the end.
    public static final String MARK = "zq7xk";

    public static final String PATIENT = "p-" + MARK + "-1";
    public static final String FREE_TEXT = "it hurts at night, " + MARK;

    private Planted() {}
}
