package vesper.bus;

/**
 * One level-sensitive wire. A device holds it without knowing what is at the other end.
 *
 * <p>A device that has got on with its work, and still has more of it for its driver, lets the wire fall and rise. An
 * interrupt controller may be slow with a wire that stays high however often its interrupt is taken: that one's driver
 * does nothing about it.
 */
@FunctionalInterface
public interface InterruptLine {
    /** Drives the wire high or low; any thread may call it, and setting the level it already has costs little. */
    void set(boolean level);
}
