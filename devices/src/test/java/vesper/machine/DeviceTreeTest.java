package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTreeTest {
    private static ParsedDeviceTree tree(int harts, String append, AddressRange initrd) {
        return new ParsedDeviceTree(DeviceTree.blob(harts, 256L << 20, new Chosen(append, initrd)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 32})
    void eachHartHasANodeAndIsWiredToClintAndPlic(int harts) {
        ParsedDeviceTree tree = tree(harts, "", AddressRange.EMPTY);
        assertEquals(harts, tree.nodes("/cpus/cpu@"));
        int[] plic = tree.cells("/soc/plic@c000000/interrupts-extended");
        int[] clint = tree.cells("/soc/clint@2000000/interrupts-extended");
        assertEquals(harts * 4, plic.length);
        assertEquals(harts * 4, clint.length);
        for (int hart = 0; hart < harts; hart++) {
            String cpu = "/cpus/cpu@" + Integer.toHexString(hart);
            int controller = tree.cells(cpu + "/interrupt-controller/phandle")[0];
            assertArrayEquals(new int[] {hart}, tree.cells(cpu + "/reg"));
            assertEquals(tree.cells(cpu + "/phandle")[0], tree.cells("/cpus/cpu-map/cluster0/core" + hart + "/cpu")[0]);
            assertArrayEquals(
                    new int[] {controller, 11, controller, 9}, Arrays.copyOfRange(plic, 4 * hart, 4 * hart + 4));
            assertArrayEquals(
                    new int[] {controller, 3, controller, 7}, Arrays.copyOfRange(clint, 4 * hart, 4 * hart + 4));
        }
    }

    @Test
    void theDriversOfVirtAreNamed() {
        ParsedDeviceTree tree = tree(1, "", AddressRange.EMPTY);
        assertEquals("ns16550a", tree.text("/soc/serial@10000000/compatible"));
        assertEquals("/soc/serial@10000000", tree.text("/chosen/stdout-path"));
        assertEquals("google,goldfish-rtc", tree.text("/soc/rtc@101000/compatible"));
        assertEquals("sifive,test1\0sifive,test0\0syscon", tree.text("/soc/test@100000/compatible"));
        int syscon = tree.cells("/soc/test@100000/phandle")[0];
        assertEquals(syscon, tree.cells("/poweroff/regmap")[0]);
        assertEquals(0x5555, tree.cells("/poweroff/value")[0]);
        assertEquals(0x7777, tree.cells("/reboot/value")[0]);
        assertEquals(10_000_000, tree.cells("/cpus/timebase-frequency")[0]);
        assertEquals(0x8000_0000L, tree.number("/memory@80000000/reg", 0));
        assertEquals(256L << 20, tree.number("/memory@80000000/reg", 1));
    }

    @Test
    void eightVirtioSlotsHaveTheirInterrupts() {
        ParsedDeviceTree tree = tree(1, "", AddressRange.EMPTY);
        assertEquals(8, tree.nodes("/soc/virtio_mmio@"));
        for (int slot = 0; slot < 8; slot++) {
            String node = "/soc/virtio_mmio@1000" + (slot + 1) + "000";
            assertEquals("virtio,mmio", tree.text(node + "/compatible"));
            assertArrayEquals(new int[] {slot + 1}, tree.cells(node + "/interrupts"));
            assertArrayEquals(tree.cells("/soc/plic@c000000/phandle"), tree.cells(node + "/interrupt-parent"));
        }
    }

    @Test
    void commandLineAndInitialRamDiskAreHandedOver() {
        ParsedDeviceTree tree = tree(1, "root=/dev/vda é", AddressRange.of(0x8420_0000L, 4097));
        assertEquals("root=/dev/vda é", tree.text("/chosen/bootargs"));
        assertEquals(0x8420_0000L, tree.number("/chosen/linux,initrd-start", 0));
        assertEquals(0x8420_1001L, tree.number("/chosen/linux,initrd-end", 0));
    }

    @Test
    void whatWasNotGivenIsNotMentioned() {
        ParsedDeviceTree tree = tree(1, "", AddressRange.EMPTY);
        assertTrue(tree.has("/chosen/"));
        assertFalse(tree.has("/chosen/bootargs"));
        assertFalse(tree.has("/chosen/linux,initrd-start"));
    }
}
