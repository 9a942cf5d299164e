#include <stdbool.h>
#include <stdint.h>

enum { SIZE = 8, NEXT = 1, WRITE = 2, REQUESTS = 1000 };

struct descriptor {
    uint64_t address;
    uint32_t length;
    uint16_t flags;
    uint16_t next;
};

struct available {
    uint16_t flags;
    uint16_t index;
    uint16_t ring[SIZE];
};

struct used {
    uint16_t flags;
    uint16_t index;
    struct {
        uint32_t head;
        uint32_t length;
    } ring[SIZE];
};

struct ring {
    bool busy[SIZE];
    long owners[SIZE];
    volatile struct descriptor *descriptors;
    volatile struct available *available;
    volatile struct used *used;
    int seen;
};

extern uint8_t arena[];
static struct ring ring;

void setup(void) {
    ring.descriptors = (volatile struct descriptor *)arena;
    ring.available = (volatile struct available *)(arena + 16 * SIZE);
    ring.used = (volatile struct used *)(arena + 4096);
}

static void set(struct ring *r, int index, uint64_t address, int length, int flags, int next) {
    volatile struct descriptor *descriptor = &r->descriptors[index];
    descriptor->address = address;
    descriptor->length = length;
    descriptor->flags = flags;
    descriptor->next = next;
}

static int take(struct ring *r) {
    for (int i = 0; i < SIZE; i++) {
        if (!r->busy[i]) {
            r->busy[i] = true;
            return i;
        }
    }
    __builtin_trap();
}

static void request(struct ring *r, uint64_t buffer, int length, bool read, long owner) {
    int head = take(r);
    int data = take(r);
    int status = take(r);
    set(r, head, buffer - 16, 16, NEXT, data);
    set(r, data, buffer, length, read ? NEXT | WRITE : NEXT, status);
    set(r, status, buffer - 1, 1, WRITE, 0);
    r->owners[head] = owner;
    int index = r->available->index;
    r->available->ring[index % SIZE] = head;
    r->available->index = index + 1;
}

static void answer(struct ring *r) {
    int index = r->used->index;
    int head = r->available->ring[index % SIZE];
    r->used->ring[index % SIZE].head = head;
    r->used->ring[index % SIZE].length = 1;
    r->used->index = index + 1;
}

static void release(struct ring *r, int head) {
    int at = head;
    while (true) {
        r->busy[at] = false;
        if ((r->descriptors[at].flags & NEXT) == 0) {
            return;
        }
        at = r->descriptors[at].next;
    }
}

static long complete(struct ring *r) {
    long sum = 0;
    while (r->seen != r->used->index) {
        int head = r->used->ring[r->seen % SIZE].head;
        sum += r->owners[head];
        release(r, head);
        r->seen = (r->seen + 1) & 0xffff;
    }
    return sum;
}

long bench(void) {
    uint64_t sum = 0;
    for (int i = 0; i < REQUESTS; i++) {
        request(&ring, 0x80000000ul + 512ul * i, 512, (i & 1) != 0, i);
        answer(&ring);
        sum = sum * 7 + complete(&ring);
    }
    return sum;
}
