#include <stdint.h>

enum { BLOCK = 1024, PER_BLOCK = BLOCK / 4, DIRECT = 7, BLOCKS = 3000 };

extern uint8_t arena[];
static uint8_t *disk;
static int zones;

static volatile int32_t *block(int zone) {
    return (volatile int32_t *)(disk + (long)zone * BLOCK);
}

static volatile int32_t *inode_zones(uint8_t *inode) {
    return (volatile int32_t *)(inode + 24);
}

void setup(void) {
    disk = arena;
    zones = 400;
    for (int i = 0; i < DIRECT; i++) {
        inode_zones(disk)[i] = 1000 + i;
    }
    inode_zones(disk)[7] = 1;
    inode_zones(disk)[8] = 2;
    for (int i = 0; i < PER_BLOCK; i++) {
        block(1)[i] = 2000 + i;
        block(2)[i] = 3 + (i & 63);
    }
    for (int i = 0; i < 64 * PER_BLOCK; i++) {
        block(3)[i] = i % 5 == 0 ? 0 : 3000 + i;
    }
}

static int entry(int zone, int index) {
    if (zone == 0) {
        return 0;
    }
    if (zone < 0 || zone >= zones) {
        __builtin_trap();
    }
    return block(zone)[index];
}

static int zone(uint8_t *inode, int index) {
    if (index < DIRECT) {
        return inode_zones(inode)[index];
    }
    int rest = index - DIRECT;
    if (rest < PER_BLOCK) {
        return entry(inode_zones(inode)[7], rest);
    }
    rest -= PER_BLOCK;
    if (rest < PER_BLOCK * PER_BLOCK) {
        return entry(entry(inode_zones(inode)[8], rest / PER_BLOCK), rest % PER_BLOCK);
    }
    return 0;
}

long bench(void) {
    uint64_t sum = 0;
    for (int i = 0; i < BLOCKS; i++) {
        sum = sum * 3 + zone(disk, i);
    }
    return sum;
}
