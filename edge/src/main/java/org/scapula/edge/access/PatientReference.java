package org.scapula.edge.access;

import java.util.regex.Pattern;

/// A patient is known by a reference of the clinic's own system and by nothing else. What looks like a name or a date
/// of
/// birth is refused, so that it cannot get in by mistake.
public final class PatientReference {

    public static final String RULE =
            "must be the clinic's opaque reference: 1 to 64 of letters, digits and . _ : - with at least one digit,"
                    + " and neither a name nor a date";
    public static final String PATTERN = "^(?=.*\\d)[A-Za-z0-9._:-]{1,64}$";

    private static final Pattern OPAQUE = Pattern.compile(PATTERN);
    private static final Pattern DATE =
            Pattern.compile("\\d{4}[-._:]?\\d{1,2}[-._:]?\\d{1,2}|\\d{1,2}[-._:]\\d{1,2}[-._:]\\d{2,4}");

    private PatientReference() {}

    public static boolean isOpaque(String reference) {
        return OPAQUE.matcher(reference).matches() && !isDate(reference);
    }

    /// Eight digits are a number of a patient more often than a date, unless they read as a day of the last century or
    /// this.
    private static boolean isDate(String reference) {
        return DATE.matcher(reference).matches()
                && (!reference.matches("\\d+")
                        || reference.matches("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])"));
    }
}
