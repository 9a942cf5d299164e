#include <stdbool.h>
#include <stdint.h>

enum { TAKEN = 1, LAST = 2, PAGE_SIZE = 4096 };

struct frames {
    volatile uint8_t *descriptors;
    uint64_t base;
    long count;
    long free;
};

extern uint8_t arena[];
static struct frames frames;

void setup(void) {
    frames.descriptors = arena;
    frames.base = (uint64_t)arena + PAGE_SIZE;
    frames.count = 512;
    frames.free = 512;
}

static uint64_t page_at(struct frames *f, long index) {
    return f->base + index * PAGE_SIZE;
}

static bool is_first(struct frames *f, long page) {
    return (f->descriptors[page] & TAKEN) != 0 && (page == 0 || f->descriptors[page - 1] != TAKEN);
}

static long first_of(struct frames *f, int index) {
    long page = 0;
    int left = index;
    while (left > 0 || !is_first(f, page)) {
        if (is_first(f, page)) {
            left--;
        }
        page++;
    }
    return page;
}

static uint64_t take(struct frames *f, long first, long pages) {
    for (long page = first; page < first + pages - 1; page++) {
        f->descriptors[page] = TAKEN;
    }
    f->descriptors[first + pages - 1] = TAKEN | LAST;
    f->free -= pages;
    return page_at(f, first);
}

static uint64_t allocate(struct frames *f, long pages) {
    if (pages <= 0) {
        __builtin_trap();
    }
    long run = 0;
    for (long page = 0; page < f->count; page++) {
        run = (f->descriptors[page] & TAKEN) == 0 ? run + 1 : 0;
        if (run == pages) {
            return take(f, page - pages + 1, pages);
        }
    }
    return 0;
}

static void deallocate(struct frames *f, uint64_t start) {
    long page = (long)(start - f->base) / PAGE_SIZE;
    int descriptor;
    do {
        descriptor = f->descriptors[page];
        if ((descriptor & TAKEN) == 0) {
            __builtin_trap();
        }
        f->descriptors[page] = 0;
        f->free++;
        page++;
    } while ((descriptor & LAST) == 0);
}

long bench(void) {
    long sum = 0;
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 40; i++) {
            sum += allocate(&frames, 1 + (i & 3)) - frames.base;
        }
        for (int i = 0; i < 20; i++) {
            deallocate(&frames, page_at(&frames, first_of(&frames, i)));
        }
        sum += frames.free;
        for (long page = 0; page < 512; page++) {
            if (is_first(&frames, page)) {
                deallocate(&frames, page_at(&frames, page));
            }
        }
    }
    return sum + frames.free;
}
