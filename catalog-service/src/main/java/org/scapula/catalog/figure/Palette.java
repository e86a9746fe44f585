package org.scapula.catalog.figure;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The colours of a figure, by name. A page may set its own as `--fig-` and the name.
final class Palette {

    static final SequencedMap<String, String> LIGHT = of("""
            bg #ffffff near #3f6079 far #a9bdcb torso #6b8ba3 leg #35526a legfar #9cb1c1 face #bfd0dc neck #a2b8c7
            neckfar #c2d1db hair #2c4255 hl #f0803c arrow #d9541e floor #d7dee4 mat #cfe3dc mat2 #b3d0c6 prop #8fb8a8
            prop2 #b9d6cb wood #d9c3a5 wood2 #bfa582 wall #e6eaee wall2 #cfd6dc dark #4b5560 band #c2456b""");

    static final SequencedMap<String, String> DARK = of("""
            bg #161c22 near #a9c6da far #4a6072 torso #7f9fb7 leg #94b4ca legfar #43586a face #e3edf4 neck #c3d5e1
            neckfar #71899b hair #5d7f98 hl #ff9a52 arrow #ffa766 floor #34404b mat #2b4a43 mat2 #213a35 prop #4f7d6c
            prop2 #6a9a88 wood #8b7455 wood2 #6b5840 wall #2a343d wall2 #3a4650 dark #c3ccd4 band #ef7fa2""");

    private Palette() {}

    private static SequencedMap<String, String> of(String namesAndColours) {
        var colours = new LinkedHashMap<String, String>();
        var words = namesAndColours.split("\\s+");
        for (var i = 0; i < words.length; i += 2) {
            colours.put(words[i], words[i + 1]);
        }
        return colours;
    }
}
