package org.scapula.catalog.figure;

/// What a figure is called and what one sees in it, for people who do not see it, and the language of both.
public record Words(String language, String title, String description) {}
