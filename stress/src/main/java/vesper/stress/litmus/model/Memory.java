package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vesper.stress.litmus.test.InitialState;
import vesper.stress.litmus.test.Location;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Value;

/** The test's locations at addresses of the checker's choice, divided into cells. */
final class Memory {
    /** Above all that tests compute with, so that an address is told from a number. */
    private static final long BASE = 0x6000_0000_0000_0000L;

    private static final long ALIGNMENT = 0x1000;

    private final InitialState init;
    private final Map<String, Long> addresses = new LinkedHashMap<>();
    private final TreeMap<Long, Cell> cells = new TreeMap<>();

    Memory(InitialState init) {
        this.init = init;
        long next = BASE;
        for (Location location : init.locations().values()) {
            addresses.put(location.name(), next);
            next = (next + location.bytes() + ALIGNMENT) & -ALIGNMENT;
        }
        for (Location location : init.locations().values()) {
            long address = address(location.name());
            for (Value value : location.values()) {
                int bytes = location.type().bytes();
                cells.put(address, new Cell(address, bytes, bits(value)));
                address += bytes;
            }
        }
    }

    private long address(String location) {
        Long address = addresses.get(location);
        if (address == null) {
            throw new IllegalArgumentException("no location " + location);
        }
        return address;
    }

    /** The 64 bits of a value of the test. */
    long bits(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal.value();
            case Value.Address address -> address(address.location()) + address.offset();
        };
    }

    /** The value that an observer of {@code name} sees if these bits are there. */
    Value observe(Observed name, long bits) {
        for (Map.Entry<String, Long> entry : addresses.entrySet()) {
            long offset = bits - entry.getValue();
            if (offset >= 0 && offset < ALIGNMENT) {
                return new Value.Address(entry.getKey(), offset);
            }
        }
        return init.observe(name, bits);
    }

    /** Where an observed place begins. */
    long address(Observed.Memory name) {
        int index = Math.max(name.index(), 0);
        return address(name.location())
                + (long) index * init.location(name.location()).type().bytes();
    }

    int bytes(Observed.Memory name) {
        return init.location(name.location()).type().bytes();
    }

    /** {@code x}, or {@code x+4} for what is inside. */
    String name(long address) {
        String name = "?";
        for (Map.Entry<String, Long> entry : addresses.entrySet()) {
            if (entry.getValue() <= address) {
                long offset = address - entry.getValue();
                name = offset == 0 ? entry.getKey() : entry.getKey() + "+" + offset;
            }
        }
        return name;
    }

    /** Whether all of the bytes lie in one location. */
    boolean contains(long address, int bytes) {
        return addresses.entrySet().stream().anyMatch(entry -> {
            long offset = address - entry.getValue();
            return offset >= 0
                    && offset + bytes <= init.location(entry.getKey()).bytes();
        });
    }

    /** Whether the bytes are one whole element of a location, as it was declared. */
    boolean isWhole(Footprint where) {
        return init.locations().values().stream().anyMatch(location -> {
            long offset = where.address() - address(location.name());
            int element = location.type().bytes();
            return offset >= 0 && offset < location.bytes() && offset % element == 0 && where.bytes() == element;
        });
    }

    /** Every cell, by rising address. */
    List<Cell> cells() {
        return List.copyOf(cells.values());
    }

    /** The cells that have any of these bytes, by rising address. */
    List<Cell> cells(long address, int bytes) {
        List<Cell> found = new ArrayList<>();
        Map.Entry<Long, Cell> entry = cells.floorEntry(address);
        while (entry != null && entry.getKey() < address + bytes) {
            found.add(entry.getValue());
            entry = cells.higherEntry(entry.getKey());
        }
        return found;
    }

    /** Divides cells so that the bytes are whole cells; false if they were already. */
    boolean divide(long address, int bytes) {
        boolean start = divide(address);
        boolean end = divide(address + bytes);
        return start || end;
    }

    private boolean divide(long at) {
        Map.Entry<Long, Cell> below = cells.lowerEntry(at);
        if (below == null || below.getValue().end() <= at) {
            return false;
        }
        Cell cell = below.getValue();
        cells.put(cell.address(), cell.piece(cell.address(), at));
        cells.put(at, cell.piece(at, cell.end()));
        return true;
    }
}
