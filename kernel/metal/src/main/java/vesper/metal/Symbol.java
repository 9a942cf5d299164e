package vesper.metal;

import vesper.metal.host.HostSymbols;

/** Names of the image: labels of {@link Assembly}, methods that are {@link Entry}, bounds of sections. */
public final class Symbol {
    private Symbol() {}

    /**
     * The address of a symbol.
     *
     * @param name a constant string; the build fails if there is no such symbol
     */
    @Intrinsic
    public static Addr address(String name) {
        return new Addr(HostSymbols.address(name));
    }
}
