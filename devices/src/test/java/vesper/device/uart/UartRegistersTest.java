package vesper.device.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;

class UartRegistersTest extends UartFixture {
    @Test
    void atResetItIsReadyAndConnectedAndQuiet() throws AccessFault {
        assertEquals(0x60, load(LSR));
        assertEquals(0xb0, load(MSR));
        assertEquals(0x01, load(IIR));
        assertEquals(0, load(IER));
        assertEquals(0x08, load(MCR));
        assertEquals(0, load(RBR));
    }

    @Test
    void dlabPutsTheDivisorInPlaceOfDataAndEnables() throws AccessFault {
        store(IER, 0x5);
        store(LCR, 0x83);
        store(0, 0x34);
        store(1, 0x12);
        assertEquals(0x34, load(0));
        assertEquals(0x12, load(1));
        store(LCR, 0x03);
        assertEquals(0x03, load(LCR));
        assertEquals(0x5, load(IER));
        assertEquals(0, sink.bytes().length);
    }

    @Test
    void ierHasFourBitsAndTheScratchRegisterEight() throws AccessFault {
        store(IER, 0xff);
        store(SCR, 0xa5);
        assertEquals(0x0f, load(IER));
        assertEquals(0xa5, load(SCR));
    }

    @Test
    void iirShowsWhetherFifosAreOn() throws AccessFault {
        store(FCR, 0x01);
        assertEquals(0xc1, load(IIR));
        store(FCR, 0x00);
        assertEquals(0x01, load(IIR));
    }

    @Test
    void inLoopbackTheModemOutputsComeBackAsInputs() throws AccessFault {
        store(MCR, 0x1a); // LOOP, OUT2, RTS: how Linux probes
        assertEquals(0x90, load(MSR));
        store(MCR, 0x15); // LOOP, OUT1, DTR
        assertEquals(0x60, load(MSR));
        store(MCR, 0xff);
        assertEquals(0x1f, load(MCR));
    }

    @Test
    void statusRegistersIgnoreStores() throws AccessFault {
        store(LSR, 0);
        store(MSR, 0);
        assertEquals(0x60, load(LSR));
        assertEquals(0xb0, load(MSR));
    }

    @Test
    void aWiderAccessIsOneAccessToTheRegisterAtItsOffset() throws AccessFault {
        store(SCR, 0x77);
        uart.store(4, 0xffff_ff13L, 4);
        assertEquals(0x13, uart.load(4, 4));
        assertEquals(0x77, load(SCR));
    }

    @Test
    void beyondTheEighthByteNothingAnswers() {
        assertThrows(AccessFault.class, () -> uart.load(8, 1));
        assertThrows(AccessFault.class, () -> uart.store(0xff, 1, 1));
    }
}
