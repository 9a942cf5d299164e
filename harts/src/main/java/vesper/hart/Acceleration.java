package vesper.hart;

/**
 * How the harts of a machine execute: {@code -accel}.
 *
 * @param translation when guest code becomes bytecode
 * @param singleThread whether all harts take turns on one thread
 */
public record Acceleration(Translation translation, boolean singleThread) {
    /**
     * What {@code -accel jvm} means, and no option at all. The properties {@code vesper.translation} and {@code
     * vesper.singleThread} put something else in its place, so that any test can be run with each.
     */
    public static final Acceleration DEFAULT = new Acceleration(
            Translation.valueOf(System.getProperty("vesper.translation", Translation.WHEN_HOT.name())),
            Boolean.getBoolean("vesper.singleThread"));

    /** {@code -accel interp}. */
    public static final Acceleration INTERPRETER = new Acceleration(Translation.NEVER, false);

    /** One thread a hart, and this translation. */
    public static Acceleration of(Translation translation) {
        return new Acceleration(translation, false);
    }
}
