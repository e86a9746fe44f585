package org.scapula.edge;

/// One thing that is wrong with a request: where (a JSON pointer into the body, or a parameter's name), which rule, and
/// the rule in words.
public record FieldError(String pointer, String code, String detail) {}
