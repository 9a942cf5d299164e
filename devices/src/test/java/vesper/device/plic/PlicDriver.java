package vesper.device.plic;

import vesper.bus.AccessFault;

/** A guest's view of the registers. */
record PlicDriver(Plic plic) {
    void priority(int irq, int priority) throws AccessFault {
        plic.store(4L * irq, priority, 4);
    }

    int priority(int irq) throws AccessFault {
        return (int) plic.load(4L * irq, 4);
    }

    boolean isPending(int irq) throws AccessFault {
        return (plic.load(0x1000 + irq / 32 * 4L, 4) >> (irq % 32) & 1) != 0;
    }

    void enableWord(int context, int word, int value) throws AccessFault {
        plic.store(0x2000 + 0x80L * context + 4L * word, value, 4);
    }

    int enableWord(int context, int word) throws AccessFault {
        return (int) plic.load(0x2000 + 0x80L * context + 4L * word, 4);
    }

    /** Enables these sources, with priority 1 if they have none, and no others. */
    void enable(int context, int... irqs) throws AccessFault {
        int[] words = new int[32];
        for (int irq : irqs) {
            words[irq / 32] |= 1 << (irq % 32);
            if (priority(irq) == 0) {
                priority(irq, 1);
            }
        }
        for (int word = 0; word < words.length; word++) {
            enableWord(context, word, words[word]);
        }
    }

    void threshold(int context, int threshold) throws AccessFault {
        plic.store(0x200000 + 0x1000L * context, threshold, 4);
    }

    int threshold(int context) throws AccessFault {
        return (int) plic.load(0x200000 + 0x1000L * context, 4);
    }

    int claim(int context) throws AccessFault {
        return (int) plic.load(0x200004 + 0x1000L * context, 4);
    }

    void complete(int context, int irq) throws AccessFault {
        plic.store(0x200004 + 0x1000L * context, irq, 4);
    }
}
