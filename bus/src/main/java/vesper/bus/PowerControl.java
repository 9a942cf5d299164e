package vesper.bus;

/** How a device ends or restarts the machine. Any thread may call it; it returns at once, before the machine stops. */
public interface PowerControl {
    /** Powers off; {@code status} (0..65535) is what the host's caller shall see as exit status. */
    void off(int status);

    /** Starts again as at power on. */
    void reset();
}
