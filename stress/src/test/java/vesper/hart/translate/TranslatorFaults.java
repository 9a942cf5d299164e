package vesper.hart.translate;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import vesper.bus.DirectAccess;
import vesper.bus.PhysicalMemory;

/** What planted faults of the translator do in place of a call of the same name. */
public final class TranslatorFaults {
    private static final CodePage[] NO_PAGES = {};

    private static long lastAddress;
    private static long lastValue;

    private TranslatorFaults() {}

    /** The instruction after the one that trapped. */
    public static int stepOffset(RegionCode code, int step) {
        return code.stepOffset(step) + 4;
    }

    /** None of the block's own instructions. */
    public static int stepsBefore(RegionCode code, int step) {
        return 0;
    }

    /** Never any. */
    public static long firstChange(RegionCode code, PhysicalMemory ram, int hartid, int epoch) {
        return RegionCode.UNCHANGED;
    }

    /** Wherever they lay. */
    public static CodePage[] pages(RegionCode code) {
        return NO_PAGES;
    }

    /** Always. */
    public static boolean floatsReady(Translator translator) {
        return true;
    }

    /** The first only. */
    public static List<CodeRun> runs(NavigableMap<Long, Short> halfwords) {
        Map.Entry<Long, Short> first = halfwords.firstEntry();
        return List.of(new CodeRun(first.getKey(), new short[] {first.getValue()}));
    }

    /** One load for as long as the address stays the same, as if the compiler had moved it out of its loop. */
    public static long load64(long[] table, long vaddr) {
        if (vaddr != lastAddress) {
            lastAddress = vaddr;
            lastValue = DirectAccess.load64(table, vaddr);
        }
        return lastValue;
    }
}
