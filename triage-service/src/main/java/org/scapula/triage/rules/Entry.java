package org.scapula.triage.rules;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One mapping of a rule file that knows its file and line, so that every complaint can name them.
/// What nobody reads is refused: a misspelt key must not silently drop a safeguard.
final class Entry {

    private final String file;
    private final String name;
    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private Entry(String file, String name, MappingNode node) {
        this.file = file;
        this.name = name;
        line = lineOf(node);
        for (var tuple : node.getValue()) {
            var key = scalar(tuple.getKeyNode());
            if (fields.put(key, tuple.getValueNode()) != null) {
                throw broken("'" + key + "' stands there twice");
            }
        }
    }

    static Entry document(String file, String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (!(root instanceof MappingNode mapping)) {
                throw new RuleSetBroken(new Fault(file, file, 0, "the file is not a mapping"));
            }
            noAliases(file, root, Collections.newSetFromMap(new IdentityHashMap<>()));
            return new Entry(file, file, mapping);
        } catch (YAMLException e) {
            throw unreadable(file, e);
        }
    }

    // An alias can make a small file endless, and a reader of the rules should see each in full.
    private static void noAliases(String file, Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            throw new RuleSetBroken(new Fault(file, file, lineOf(node), "aliases are not allowed"));
        }
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(tuple -> {
                    noAliases(file, tuple.getKeyNode(), seen);
                    noAliases(file, tuple.getValueNode(), seen);
                });
            case SequenceNode sequence -> sequence.getValue().forEach(item -> noAliases(file, item, seen));
            default -> {}
        }
    }

    /// Two files with the same content give the same text, whatever their order of keys, spacing and comments.
    static String canonical(String file, String text) {
        try {
            return canonical(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (YAMLException e) {
            throw unreadable(file, e);
        }
    }

    private static String canonical(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var sorted = new TreeMap<String, String>();
                mapping.getValue()
                        .forEach(tuple -> sorted.put(canonical(tuple.getKeyNode()), canonical(tuple.getValueNode())));
                yield sorted.entrySet().stream()
                        .map(field -> field.getKey() + ":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(Entry::canonical).collect(Collectors.joining(",", "[", "]"));
            case ScalarNode scalar ->
                '"' + scalar.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default -> throw new IllegalStateException("Unexpected node " + node.getNodeId());
        };
    }

    void onlyKnows(Set<String> allowed) {
        for (var field : fields.entrySet()) {
            if (!allowed.contains(field.getKey())) {
                throw broken("unknown key '" + field.getKey() + "'");
            }
        }
    }

    Entry as(String what, String id) {
        var copy = new Entry(file, line, what + " " + id);
        copy.fields.putAll(fields);
        return copy;
    }

    private Entry(String file, int line, String name) {
        this.file = file;
        this.line = line;
        this.name = name;
    }

    String text(String key) {
        var value = textOr(key, "");
        if (value.isBlank()) {
            throw broken("'" + key + "' is missing or empty");
        }
        return value;
    }

    String textOr(String key, String otherwise) {
        var node = fields.get(key);
        return node == null ? otherwise : scalar(node).strip();
    }

    boolean flag(String key) {
        return switch (textOr(key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw broken("'" + key + "' must be true or false");
        };
    }

    BigDecimal number(String key) {
        return numberIfAny(key).orElseThrow(() -> broken("'" + key + "' is missing"));
    }

    Optional<BigDecimal> numberIfAny(String key) {
        var value = textOr(key, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value));
        } catch (NumberFormatException e) {
            throw broken("'" + key + "' is not a number: " + value);
        }
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String key) {
        var value = text(key);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw broken("'" + key + "' must be one of " + List.of(type.getEnumConstants()) + ", not " + value);
    }

    List<String> texts(String key) {
        return lines(key).stream().map(Line::text).toList();
    }

    /// A text of a list, and the line where it stands.
    record Line(String text, int line) {}

    List<Line> lines(String key) {
        if (!(fields.get(key) instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()) {
            throw broken("'" + key + "' must be a list with at least one line");
        }
        return sequence.getValue().stream()
                .map(item -> new Line(scalar(item), lineOf(item)))
                .toList();
    }

    Entry entry(String key) {
        if (!(fields.get(key) instanceof MappingNode mapping)) {
            throw broken("'" + key + "' is missing or no mapping");
        }
        return new Entry(file, name, mapping);
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    String name() {
        return name;
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    List<String> textsIfAny(String key) {
        return fields.containsKey(key) ? texts(key) : List.of();
    }

    List<Entry> entries(String key) {
        var node = fields.get(key);
        if (!(node instanceof SequenceNode sequence)) {
            throw broken("'" + key + "' must be a list");
        }
        var entries = new ArrayList<Entry>();
        for (var item : sequence.getValue()) {
            if (!(item instanceof MappingNode mapping)) {
                throw new RuleSetBroken(new Fault(key, file, lineOf(item), "'" + key + "' holds something unreadable"));
            }
            entries.add(new Entry(file, key, mapping));
        }
        return entries;
    }

    Map<String, Entry> entriesByName(String key) {
        var byName = new LinkedHashMap<String, Entry>();
        if (fields.get(key) instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (!(tuple.getValueNode() instanceof MappingNode value)) {
                    throw broken("'" + key + "' holds something unreadable");
                }
                byName.put(scalar(tuple.getKeyNode()), new Entry(file, name, value));
            }
        } else if (fields.containsKey(key)) {
            throw broken("'" + key + "' must be a mapping");
        }
        return byName;
    }

    Map<String, String> textsByName(String key) {
        if (!(fields.get(key) instanceof MappingNode mapping)) {
            throw broken("'" + key + "' must be a mapping");
        }
        var byName = new LinkedHashMap<String, String>();
        for (var tuple : mapping.getValue()) {
            byName.put(scalar(tuple.getKeyNode()), scalar(tuple.getValueNode()).strip());
        }
        return byName;
    }

    Map<String, String> textsByNameIfAny(String key) {
        return fields.containsKey(key) ? textsByName(key) : Map.of();
    }

    RuleSetBroken broken(String why) {
        return new RuleSetBroken(new Fault(name, file, line, why));
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new RuleSetBroken(new Fault(name, file, lineOf(node), "expected a single value"));
    }

    private static RuleSetBroken unreadable(String file, YAMLException failure) {
        var line = failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : 0;
        return new RuleSetBroken(new Fault(file, file, line, "not readable as YAML: " + failure.getMessage()));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
