package vesper.aot.ir;

/**
 * A method.
 *
 * @param owner the internal name of the class, such as {@code vesper/kernel/mm/FrameAllocator}
 * @param descriptor as in the class file
 */
public record MethodRef(String owner, String name, String descriptor) implements Comparable<MethodRef> {
    /** The name of its code in the image: {@code vesper.kernel.mm.FrameAllocator.allocate(J)J}. */
    public String symbol() {
        return owner.replace('/', '.') + "." + name + descriptor;
    }

    /** As a person says it, the class without its package: {@code FrameAllocator.allocate}. */
    public String shortName() {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    }

    @Override
    public int compareTo(MethodRef other) {
        return symbol().compareTo(other.symbol());
    }

    @Override
    public String toString() {
        return symbol();
    }
}
