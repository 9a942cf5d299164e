package vesper.stress.litmus.test;

import java.util.Arrays;
import java.util.Optional;

/** A type of a location or register, as C spells it. */
public enum DataType {
    INT8("int8_t", 1, true),
    UINT8("uint8_t", 1, false),
    INT16("int16_t", 2, true),
    UINT16("uint16_t", 2, false),
    INT32("int32_t", 4, true),
    UINT32("uint32_t", 4, false),
    INT64("int64_t", 8, true),
    UINT64("uint64_t", 8, false),
    CHAR("char", 1, true),
    SHORT("short", 2, true),
    INT("int", 4, true),
    LONG("long", 8, true),
    INTPTR("intptr_t", 8, true),
    UINTPTR("uintptr_t", 8, false);

    private final String spelling;
    private final int bytes;
    private final boolean signed;

    DataType(String spelling, int bytes, boolean signed) {
        this.spelling = spelling;
        this.bytes = bytes;
        this.signed = signed;
    }

    static Optional<DataType> of(String spelling) {
        return Arrays.stream(values())
                .filter(type -> type.spelling.equals(spelling))
                .findAny();
    }

    public int bytes() {
        return bytes;
    }

    /** The value of the type that has the low bits of {@code bits}. */
    public Value value(long bits) {
        int unused = Long.SIZE - Byte.SIZE * bytes;
        return signed ? Value.of(bits << unused >> unused) : new Value.Literal(bits << unused >>> unused, true);
    }

    @Override
    public String toString() {
        return spelling;
    }
}
