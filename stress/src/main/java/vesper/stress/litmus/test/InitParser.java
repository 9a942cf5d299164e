package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries between braces, parted by {@code ;}: {@code 0:x5=1}, {@code 0:x6=x}, {@code x=1}, {@code uint64_t y},
 * {@code int z[2]={1,2}}. A name may be given its type in one entry and its value in another.
 */
final class InitParser {
    private static final class Declared {
        private @Nullable DataType type;
        private @Nullable List<Value> values;
        private boolean array;
        private int length = 1;
    }

    /** A register, and where it stands. */
    private record Mention(Observed.Register register, int position) {}

    private final Cursor cursor;
    private final SortedMap<String, Declared> locations = new TreeMap<>();
    private final Map<Observed.Register, Value> registers = new LinkedHashMap<>();
    private final Map<Observed.Register, DataType> types = new LinkedHashMap<>();
    private final List<Mention> mentions = new ArrayList<>();

    InitParser(Cursor cursor) {
        this.cursor = cursor;
    }

    void parse() throws LitmusSyntaxException {
        cursor.expect("{");
        while (!cursor.accept("}")) {
            if (!cursor.accept(";")) {
                entry();
                if (!cursor.looksAt("}")) {
                    cursor.expect(";");
                }
            }
        }
    }

    private void entry() throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        Optional<DataType> type = type();
        if (cursor.looksAt(Cursor::isDigit)) {
            register(type.orElse(null));
        } else {
            location(type.orElse(null));
        }
        if (cursor.position() == start) {
            throw cursor.expected("an entry");
        }
    }

    /** A word is a type if another name follows it. */
    private Optional<DataType> type() throws LitmusSyntaxException {
        if (cursor.looksAt(Cursor::isDigit) || cursor.looksAt("[")) {
            return Optional.empty();
        }
        int start = cursor.position();
        String word = cursor.word("a register, a location or a type");
        boolean pointer = cursor.accept("*");
        if (!pointer && (cursor.looksAt("=") || cursor.looksAt(";") || cursor.looksAt("}") || cursor.looksAt("["))) {
            cursor.moveTo(start);
            return Optional.empty();
        }
        DataType type = DataType.of(word).orElse(null);
        if (type == null) {
            throw cursor.expectedAt(start, "a type such as int or uint64_t");
        }
        return Optional.of(pointer ? DataType.INTPTR : type);
    }

    private void register(@Nullable DataType type) throws LitmusSyntaxException {
        int start = cursor.position();
        Observed.Register register = Names.register(cursor);
        mentions.add(new Mention(register, start));
        if (type != null && types.put(register, type) != null) {
            throw cursor.expectedAt(start, "one type for each register");
        }
        if (type == null || cursor.looksAt("=")) {
            cursor.expect("=");
            Value value = value(Optional.ofNullable(type).orElse(DataType.INT64));
            if (register.number() == 0 && !value.equals(Value.ZERO)) {
                throw cursor.expectedAt(start, "a register other than x0, which is always 0");
            }
            if (registers.put(register, value) != null) {
                throw cursor.expectedAt(start, "one value for each register");
            }
        }
    }

    private void location(@Nullable DataType type) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        boolean brackets = cursor.accept("[");
        String name = cursor.word("a location");
        if (brackets) {
            cursor.expect("]");
        }
        Declared declared = locations.computeIfAbsent(name, absent -> new Declared());
        if (type != null) {
            if (declared.type != null) {
                throw cursor.expectedAt(start, "one type for each location");
            }
            declared.type = type;
        }
        if (!brackets && cursor.accept("[")) {
            declared.array = true;
            declared.length = cursor.count("a length", Names.LONGEST_ARRAY);
            cursor.expect("]");
        }
        if (cursor.accept("=")) {
            if (declared.values != null) {
                throw cursor.expectedAt(start, "one value for each location");
            }
            declared.values = declared.array ? elements(declared) : List.of(value(declared.type));
        }
        if (declared.length == 0) {
            throw cursor.expectedAt(start, "an array of at least one element");
        }
    }

    private List<Value> elements(Declared declared) throws LitmusSyntaxException {
        List<Value> values = new ArrayList<>();
        cursor.expect("{");
        do {
            values.add(value(declared.type));
        } while (cursor.accept(","));
        if (values.size() != declared.length) {
            throw cursor.expected(declared.length + " values");
        }
        cursor.expect("}");
        return values;
    }

    private Value value(@Nullable DataType type) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        Value value = Names.value(cursor);
        return switch (value) {
            case Value.Literal number -> type == null ? value : type.value(number.value());
            case Value.Address address -> {
                if (type != null && type.bytes() != Long.BYTES) {
                    throw cursor.expectedAt(start, "a number, as " + type + " holds no address");
                }
                locations.computeIfAbsent(address.location(), absent -> new Declared());
                yield address;
            }
        };
    }

    /**
     * The state, once the code is known.
     *
     * @param usual the type of a location that is given none
     */
    InitialState finish(int threads, DataType usual) throws LitmusSyntaxException {
        for (Mention mention : mentions) {
            if (mention.register.hart() >= threads) {
                throw cursor.expectedAt(mention.position, "a thread from 0 to " + (threads - 1));
            }
        }
        SortedMap<String, Location> all = new TreeMap<>();
        locations.forEach((name, declared) -> all.put(name, location(name, declared, usual)));
        return new InitialState(registers, types, all);
    }

    private static Location location(String name, Declared declared, DataType usual) {
        List<Value> values =
                declared.values != null ? declared.values : Collections.nCopies(declared.length, Value.ZERO);
        boolean address = values.stream().anyMatch(Value.Address.class::isInstance);
        DataType inferred = address ? DataType.INT64 : usual;
        DataType type = declared.type != null ? declared.type : inferred;
        List<Value> narrowed = values.stream()
                .map(value -> value instanceof Value.Literal number ? type.value(number.value()) : value)
                .toList();
        return new Location(name, type, declared.array, narrowed);
    }
}
