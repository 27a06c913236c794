"""One direction of an LSTM over packed sequences, with its own backward pass.

PyTorch's own LSTM on a CPU spends two thirds of a training step filling and adding buffers of zeros (the gradients of
its slices); this one writes each gradient once. Gates are stored in the order input, forget, output, candidate.
"""
import torch
import torch.nn as nn


class Recurrence(torch.autograd.Function):
    """gates: (sum of lengths, 4H), already holding the inputs' part; weight: (4H, H); sizes: sentences alive at each step."""

    @staticmethod
    def forward(ctx, gates, weight, sizes, backwards):
        hid = weight.shape[1]
        starts, total = [], 0
        for b in sizes:
            starts.append(total)
            total += b
        order = range(len(sizes) - 1, -1, -1) if backwards else range(len(sizes))
        gates = gates.clone()
        h, c = gates.new_zeros(sizes[0], hid), gates.new_zeros(sizes[0], hid)
        out, before = gates.new_empty(total, hid), gates.new_empty(total, hid)
        cell, cell_before = gates.new_empty(total, hid), gates.new_empty(total, hid)
        wt = weight.t()
        for t in order:
            a, b = starts[t], sizes[t]
            g = gates[a:a + b]
            before[a:a + b] = h[:b]
            cell_before[a:a + b] = c[:b]
            g.addmm_(h[:b], wt)
            g[:, :3 * hid].sigmoid_()
            g[:, 3 * hid:].tanh_()
            cn = c[:b]
            cn.mul_(g[:, hid:2 * hid]).addcmul_(g[:, :hid], g[:, 3 * hid:])
            tc = cell[a:a + b]
            torch.tanh(cn, out=tc)
            torch.mul(g[:, 2 * hid:3 * hid], tc, out=h[:b])
            out[a:a + b] = h[:b]
        ctx.save_for_backward(gates, weight, before, cell, cell_before)
        ctx.plan = (starts, sizes, list(order))
        return out

    @staticmethod
    def backward(ctx, grad):
        gates, weight, before, cell, cell_before = ctx.saved_tensors
        starts, sizes, order = ctx.plan
        hid = weight.shape[1]
        dgates = torch.empty_like(gates)
        i, f, o, g = (gates[:, k * hid:(k + 1) * hid] for k in range(4))
        # Everything of the derivative that does not depend on later steps, for all steps at once.
        d_cell = o * (1 - cell * cell)
        dgates[:, :hid] = g * i * (1 - i)
        dgates[:, hid:2 * hid] = cell_before * f * (1 - f)
        dgates[:, 2 * hid:3 * hid] = cell * o * (1 - o)
        dgates[:, 3 * hid:] = i * (1 - g * g)
        dh, dc = grad.new_zeros(sizes[0], hid), grad.new_zeros(sizes[0], hid)
        for t in reversed(order):
            a, b = starts[t], sizes[t]
            dht = dh[:b] + grad[a:a + b]
            dct = dc[:b]
            dct.addcmul_(dht, d_cell[a:a + b])
            d = dgates[a:a + b]
            d[:, 2 * hid:3 * hid].mul_(dht)
            d[:, :hid].mul_(dct)
            d[:, hid:2 * hid].mul_(dct)
            d[:, 3 * hid:].mul_(dct)
            torch.mm(d, weight, out=dh[:b])
            dct.mul_(f[a:a + b])
        return dgates, dgates.t() @ before, None, None


class BiLSTM(nn.Module):
    """Both directions of one layer. data: (sum of lengths, inp), as in a PackedSequence."""

    def __init__(self, inp, hid):
        super().__init__()
        self.x = nn.ModuleList([nn.Linear(inp, 4 * hid) for _ in range(2)])
        self.h = nn.ParameterList([nn.Parameter(torch.empty(4 * hid, hid)) for _ in range(2)])
        for k in range(2):
            for part in range(4):
                nn.init.orthogonal_(self.h[k].data[part * hid:(part + 1) * hid])
            nn.init.xavier_uniform_(self.x[k].weight)
            nn.init.zeros_(self.x[k].bias)
            self.x[k].bias.data[hid:2 * hid] = 1.0

    def forward(self, data, sizes):
        return torch.cat([Recurrence.apply(self.x[k](data), self.h[k], sizes, k == 1) for k in range(2)], -1)
