package vesper.device.uart;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import vesper.bus.AccessFault;
import vesper.device.TestLine;

/** A port, and the registers by their names. */
abstract class UartFixture {
    static final int RBR = 0;
    static final int THR = 0;
    static final int IER = 1;
    static final int IIR = 2;
    static final int FCR = 2;
    static final int LCR = 3;
    static final int MCR = 4;
    static final int LSR = 5;
    static final int MSR = 6;
    static final int SCR = 7;
    static final int DATA_READY = 1;
    static final int THR_EMPTY = 0x20;

    final TestLine line = new TestLine();
    final RecordingSink sink = new RecordingSink();
    final List<IOException> failures = new CopyOnWriteArrayList<>();
    final Uart uart = new Uart(line, sink, failures::add);

    @AfterEach
    void close() {
        uart.close();
    }

    int load(int register) throws AccessFault {
        return (int) uart.load(register, 1);
    }

    void store(int register, int value) throws AccessFault {
        uart.store(register, value, 1);
    }
}
