package vesper.device.virtio;

import java.util.List;

/** A device that only says by which queue a request came, and takes anything. */
record RecordingDevice(int queues, List<Integer> served) implements VirtioDevice {
    @Override
    public int deviceId() {
        return 4;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public byte[] configuration() {
        return new byte[0];
    }

    @Override
    public long serve(int queue, DescriptorChain request) {
        served.add(queue);
        return 0;
    }
}
