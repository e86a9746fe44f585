package org.scapula.catalog.figure;

/// One shape of the figure: its name (the same in every pose), how near it is, its surface and its outline.
record Part(String name, double depth, Paint paint, Outline outline) {}
