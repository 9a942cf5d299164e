package vesper.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import vesper.bus.Bus;
import vesper.bus.Dma;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.bus.PowerControl;
import vesper.device.clint.Clint;
import vesper.device.clint.MachineTimer;
import vesper.device.finisher.Finisher;
import vesper.device.plic.Plic;
import vesper.device.rom.Rom;
import vesper.device.rtc.GoldfishRtc;
import vesper.device.uart.SerialSink;
import vesper.device.uart.Uart;
import vesper.device.virtio.BlockBackend;
import vesper.device.virtio.IoThread;
import vesper.device.virtio.VirtioBlock;
import vesper.device.virtio.VirtioMmio;
import vesper.hart.Hart;
import vesper.hart.HartGroup;
import vesper.hart.state.FaultHandler;
import vesper.hart.state.Interrupt;

/**
 * The harts and devices between one reset and the next, wired together. A reset makes a new board around the same RAM:
 * no device needs a way back to its first state.
 */
final class Board {
    private final MachineTimer timer = new MachineTimer();
    private final MachineTimer devicesTimer = new MachineTimer("devices-timer"); // which no guest can set
    private final IoThread io = new IoThread();
    private final Plic plic;
    private final Uart uart;
    private final Optional<Htif> htif;
    private final HartGroup harts;

    Board(
            MachineConfig config,
            BootPlan plan,
            PhysicalMemory ram,
            Disks disks,
            OutputStream console,
            Consumer<IOException> consoleFailed,
            PowerControl power) {
        int count = config.harts();
        Wire[] software = Wire.array(count);
        Wire[] timers = Wire.array(count);
        Wire[] external = Wire.array(2 * count);
        plic = new Plic(MemoryMap.PLIC_SOURCES, external, devicesTimer);
        uart = new Uart(plic.source(MemoryMap.UART.interrupt()), sink(console), consoleFailed);

        Bus.Builder bus = Bus.builder(MemoryMap.RAM_BASE, ram);
        bus.rom(MemoryMap.ROM.nodeName(), MemoryMap.ROM.base(), MemoryMap.ROM.size(), new Rom(plan.rom()));
        put(bus, MemoryMap.FINISHER, new Finisher(power));
        put(
                bus,
                MemoryMap.RTC,
                new GoldfishRtc(
                        InstantSource.offset(InstantSource.system(), config.clockAhead()),
                        devicesTimer,
                        plic.source(MemoryMap.RTC.interrupt())));
        put(bus, MemoryMap.CLINT, new Clint(timer, software, timers));
        put(bus, MemoryMap.PLIC, plic);
        put(bus, MemoryMap.UART, uart);
        for (int slot = 0; slot < MemoryMap.VIRTIO_SLOTS; slot++) {
            put(bus, MemoryMap.virtio(slot), virtio(slot, disks, bus.dma(), config.legacyVirtio()));
        }

        htif = plan.htif().map(words -> new Htif(words, bus.dma(), uart));
        harts = new HartGroup(count, bus.build(), timer, config.acceleration());
        for (int i = 0; i < count; i++) {
            Hart hart = harts.hart(i);
            software[i].solder(hart.line(Interrupt.MSIP));
            timers[i].solder(hart.line(Interrupt.MTIP));
            external[2 * i].solder(hart.line(Interrupt.MEIP));
            external[2 * i + 1].solder(hart.line(Interrupt.SEIP));
        }
        harts.reset(MemoryMap.ROM.base(), plan.fdt());
        plan.starts().forEach(harts::startAt);
    }

    private static void put(Bus.Builder bus, MemoryMap at, MmioDevice device) {
        bus.device(at.nodeName(), at.base(), at.size(), device);
    }

    private MmioDevice virtio(int slot, Disks disks, Dma dma, boolean legacy) {
        Optional<BlockBackend> disk = disks.inSlot(slot);
        if (disk.isEmpty()) {
            return VirtioMmio.vacant(legacy);
        }
        VirtioBlock block = new VirtioBlock(disk.get(), disks.serial(slot));
        return new VirtioMmio(block, dma, plic.source(MemoryMap.virtio(slot).interrupt()), io, legacy);
    }

    private static SerialSink sink(OutputStream console) {
        return new SerialSink() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                console.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                console.flush();
            }
        };
    }

    HartGroup harts() {
        return harts;
    }

    /** Gives the console one byte; {@return false if it has no room now} */
    boolean receive(byte value) {
        if (!uart.receive(value)) {
            return false;
        }
        htif.ifPresent(Htif::received);
        return true;
    }

    /** How the guest talks to the host, if its ELF has the words for it. */
    Optional<Htif> htif() {
        return htif;
    }

    /** Starts the harts. What ends a thread that should not end, a hart's or a device's, is told on that thread. */
    void start(FaultHandler hartFaults, Thread.UncaughtExceptionHandler deviceFaults) {
        uart.reportTo(deviceFaults);
        io.reportTo(deviceFaults);
        timer.reportTo(deviceFaults);
        devicesTimer.reportTo(deviceFaults);
        harts.start(hartFaults);
    }

    /**
     * Stops the harts, then the devices' threads, once what the guest has sent is written.
     *
     * @throws InterruptedException if the caller is interrupted before the harts have stopped
     */
    void close() throws InterruptedException {
        harts.stop();
        uart.close();
        io.close();
        timer.close();
        devicesTimer.close();
    }

    /**
     * As {@link #close}, whatever happens, again and after it too: waits for the harts and the disks, interrupted or
     * not, and not for the console. {@code uart-out} ends when the console has taken what was sent.
     */
    void cut() {
        uart.shut(); // first: a hart may wait for room in it
        boolean interrupted = false;
        boolean stopped = false;
        while (!stopped) {
            try {
                harts.stop();
                io.stop();
                stopped = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        timer.close();
        devicesTimer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
