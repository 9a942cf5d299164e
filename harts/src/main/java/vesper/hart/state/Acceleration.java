package vesper.hart.state;

/**
 * How the harts of a machine execute: {@code -accel}.
 *
 * @param translation when guest code becomes bytecode
 * @param singleThread whether all harts take turns on one thread
 */
public record Acceleration(Translation translation, boolean singleThread) {
    /** What {@code -accel jvm} means, and no option at all. */
    public static final Acceleration DEFAULT = of(Translation.WHEN_HOT);

    /** {@code -accel interp}. */
    public static final Acceleration INTERPRETER = new Acceleration(Translation.NEVER, false);

    /** One thread a hart, and this translation. */
    public static Acceleration of(Translation translation) {
        return new Acceleration(translation, false);
    }
}
