package vesper.metal.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of the image's symbols, as a test wants them. */
public final class HostSymbols {
    private static final Map<String, Long> ADDRESSES = new ConcurrentHashMap<>();

    private HostSymbols() {}

    public static void define(String name, long address) {
        ADDRESSES.put(name, address);
    }

    /**
     * The address of a symbol.
     *
     * @throws IllegalStateException if the test has not defined it
     */
    public static long address(String name) {
        Long address = ADDRESSES.get(name);
        if (address == null) {
            throw new IllegalStateException("the test defines no symbol '" + name + "'");
        }
        return address;
    }
}
