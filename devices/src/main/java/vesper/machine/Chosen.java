package vesper.machine;

/**
 * What the command line has to tell the kernel, for the device tree's node {@code /chosen} (Devicetree Specification
 * 0.4, section 3.6; Linux's Documentation/devicetree/bindings/chosen.txt).
 *
 * @param append the kernel's command line; empty for none
 * @param initrd where the initial RAM disk lies; empty for none
 */
record Chosen(String append, AddressRange initrd) {
    private static final String BOOTARGS = "bootargs";
    private static final String INITRD_START = "linux,initrd-start";
    private static final String INITRD_END = "linux,initrd-end";

    boolean isEmpty() {
        return append.isEmpty() && initrd.isEmpty();
    }

    /** Whether {@link #writeTo} writes a property of this name. */
    boolean has(String property) {
        return switch (property) {
            case BOOTARGS -> !append.isEmpty();
            case INITRD_START, INITRD_END -> !initrd.isEmpty();
            default -> false;
        };
    }

    /** Writes the properties into the node open now. */
    void writeTo(FlatDeviceTree tree) {
        if (!append.isEmpty()) {
            tree.text(BOOTARGS, append);
        }
        if (!initrd.isEmpty()) {
            tree.cells64(INITRD_START, initrd.start()).cells64(INITRD_END, initrd.end());
        }
    }
}
