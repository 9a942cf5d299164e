#include <stdint.h>

enum { SIZE = 16384 };
static uint8_t data[SIZE];
static uint32_t table[256];

void setup(void) {
    uint32_t seed = 1;
    for (int i = 0; i < SIZE; i++) {
        seed = seed * 1103515245 + 12345;
        data[i] = seed >> 16;
    }
    for (int i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        table[i] = crc;
    }
}

long bench(void) {
    uint32_t crc = -1;
    for (int i = 0; i < SIZE; i++) {
        crc = table[(crc ^ data[i]) & 0xff] ^ crc >> 8;
    }
    return (int32_t)~crc;
}
