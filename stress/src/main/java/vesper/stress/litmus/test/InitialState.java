package vesper.stress.litmus.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What registers and memory hold before.
 *
 * @param registers those that are given a value; all others hold 0
 * @param types of those registers that are given one; all others are observed with all their 64 bits
 * @param locations every location of the test by its name, in the order of the names
 */
public record InitialState(
        Map<Observed.Register, Value> registers,
        Map<Observed.Register, DataType> types,
        SortedMap<String, Location> locations) {
    public InitialState {
        registers = Collections.unmodifiableMap(new LinkedHashMap<>(registers));
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        locations = Collections.unmodifiableSortedMap(new TreeMap<>(locations));
    }

    public Value register(int hart, int number) {
        return registers.getOrDefault(new Observed.Register(hart, number), Value.ZERO);
    }

    /**
     * The location of this name.
     *
     * @throws IllegalArgumentException for a name that the test does not have
     */
    public Location location(String name) {
        Location location = locations.get(name);
        if (location == null) {
            throw new IllegalArgumentException("no location " + name);
        }
        return location;
    }

    /**
     * The value that an observer sees: of the low bits as wide as the name's type, with its sign.
     *
     * @param bits what the register or the location holds, a location's width from bit 0 on
     */
    public Value observe(Observed name, long bits) {
        DataType type = switch (name) {
            case Observed.Register register -> types.getOrDefault(register, DataType.INT64);
            case Observed.Memory memory -> location(memory.location()).type();
        };
        return type.value(bits);
    }
}
