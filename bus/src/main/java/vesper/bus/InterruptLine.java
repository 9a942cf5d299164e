package vesper.bus;

/** One level-sensitive wire. A device holds it without knowing what is at the other end. */
@FunctionalInterface
public interface InterruptLine {
    /** Drives the wire high or low; any thread may call it, and setting the level it already has costs little. */
    void set(boolean level);
}
