"""Just enough MessagePack to read a map of integers, so that training needs no package beside PyTorch."""


def read_int_map(data):
    pos = 0

    def number():
        nonlocal pos
        b = data[pos]
        pos += 1
        if b < 0x80:
            return b
        size = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}[b]
        value = int.from_bytes(data[pos:pos + size], "big")
        pos += size
        return value

    head = data[0]
    if head & 0xF0 == 0x80:
        count, pos = head & 15, 1
    else:
        size = {0xDE: 2, 0xDF: 4}[head]
        count, pos = int.from_bytes(data[1:1 + size], "big"), 1 + size
    result = {}
    for _ in range(count):
        key = number()
        result[key] = number()
    return result
