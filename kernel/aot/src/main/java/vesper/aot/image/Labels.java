package vesper.aot.image;

/** The labels of the objects in the image. */
public interface Labels {
    /** The label of an object of the build's heap, by identity; the same each time. */
    String of(Object object);
}
