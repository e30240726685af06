import { describe, expect, it } from 'vitest';
import { readPlatform } from './platform-lines';
import type { PlatformDefinition } from './wire';

const definitions: PlatformDefinition[] = [
  { figure: 'platform_help_rate', unit: 'share', zh: '平台求助率', en: 'Platform help rate' },
  { figure: 'pickup_24h_misses', unit: 'count', zh: '24小时未揽收', en: '24-hour pick-up misses' },
];

describe('lines of figures that the platform gives', () => {
  it.each([
    ['平台求助率\t2026-10-01\t2026-10-31\t1.23%\t生意参谋', '0.0123', '2026-10-31'],
    ['平台求助率\t2026/10/1\t12%\t生意参谋', '0.12', '2026-10-01'],
    ['platform_help_rate\t2026-10-01\t0.5\t生意参谋', '0.5', '2026-10-01'],
    ['平台求助率\t2026年10月1日\t100％\t生意参谋', '1', '2026-10-01'],
    ['24小时未揽收\t2026-10-01\t1,204\t千牛', '1204', '2026-10-01'],
  ])('reads %s', (line, amount, last) => {
    const read = readPlatform(line, definitions);
    expect(read.wrong).toEqual([]);
    expect(read.lines[0]).toMatchObject({ first: '2026-10-01', last, amount });
  });

  it.each([
    '求助率\t2026-10-01\t1%\tx',
    '平台求助率\t昨天\t1%\tx',
    '平台求助率\t2026-10-01\t1.5\tx',
    '平台求助率\t2026-10-01\t1%\t',
    '24小时未揽收\t2026-10-01\t3%\tx',
    '平台求助率\t2026-10-31\t2026-10-01\t1%\tx',
  ])('refuses %s', (line) => {
    expect(readPlatform(`\n${line}`, definitions)).toEqual({ lines: [], wrong: [2] });
  });
});
