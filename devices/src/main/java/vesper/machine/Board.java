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
    /** Who is told, on that thread, of what ends a thread that should not end. */
    record Faults(FaultHandler ofHarts, Thread.UncaughtExceptionHandler ofDevices) {}

    private final MachineTimer timer = new MachineTimer();
    private final MachineTimer devicesTimer = new MachineTimer("devices-timer"); // which no guest can set
    private final IoThread io = new IoThread();
    private final Plic plic;
    private final Uart uart;
    private final Optional<Htif> htif;
    private final HartGroup harts;
    private final Bus bus;

    // set by start()
    private FaultHandler hartFaults = fault -> {};

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

        Bus.Builder builder = Bus.builder(MemoryMap.RAM_BASE, ram);
        builder.rom(MemoryMap.ROM.nodeName(), MemoryMap.ROM.base(), MemoryMap.ROM.size(), new Rom(plan.rom()));
        put(builder, MemoryMap.FINISHER, new Finisher(power));
        put(
                builder,
                MemoryMap.RTC,
                new GoldfishRtc(
                        InstantSource.offset(InstantSource.system(), config.clockAhead()),
                        devicesTimer,
                        plic.source(MemoryMap.RTC.interrupt())));
        put(builder, MemoryMap.CLINT, new Clint(timer, software, timers));
        put(builder, MemoryMap.PLIC, plic);
        put(builder, MemoryMap.UART, uart);
        for (int slot = 0; slot < MemoryMap.VIRTIO_SLOTS; slot++) {
            put(builder, MemoryMap.virtio(slot), virtio(slot, disks, builder.dma(), config.legacyVirtio()));
        }

        htif = plan.htif().map(words -> new Htif(words, builder.dma(), uart));
        bus = builder.build();
        harts = new HartGroup(count, bus, timer, config.acceleration());
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

    Bus bus() {
        return bus;
    }

    /** Starts the harts, unless they are to wait for {@link #resume}. */
    void start(Faults faults, boolean paused) {
        hartFaults = faults.ofHarts;
        uart.reportTo(faults.ofDevices);
        io.reportTo(faults.ofDevices);
        timer.reportTo(faults.ofDevices);
        devicesTimer.reportTo(faults.ofDevices);
        if (paused) {
            harts.askToStop();
            timer.stand();
        } else {
            harts.start(hartFaults);
        }
    }

    /**
     * Stops the harts at instruction boundaries, then the clock, and returns when the disks have done what they were asked
     * for. A hart that waits for the console to take what it sends goes as far as to the end of that.
     */
    void pause() {
        uninterruptibly(harts::stop);
        timer.stand();
        uninterruptibly(io::drain);
    }

    /** After {@link #pause}: the clock and the harts go on from where they are. */
    void resume() {
        timer.goOn();
        harts.start(hartFaults);
    }

    /** What waits, and may be interrupted. */
    private interface Waiting {
        void run() throws InterruptedException;
    }

    /** Waits again if it is interrupted, and stays interrupted. */
    private static void uninterruptibly(Waiting waiting) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                waiting.run();
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
        uninterruptibly(() -> {
            harts.stop();
            io.stop();
        });
        timer.close();
        devicesTimer.close();
    }
}
