import { describe, expect, it } from 'vitest';
import { fenOf, plainYuan } from './price';
import { readPasted } from './sheet-rows';

describe('rows pasted from a sheet', () => {
  it('reads cells by their place, passes over the header and empty lines', () => {
    const { rows, wrongMoney } = readPasted(
      '地区\t到不到\t几天\t快递\t加价\n浙江省\t到\t2-3天\t中通\t0\n\n新疆\t到\t7-10\t邮政\t20.5\t偏远\n台湾\t不到\n西藏\t\t\t\t二十',
    );
    expect(rows.map((row) => row.region)).toEqual(['浙江省', '新疆', '台湾', '西藏']);
    expect(rows[0]).toEqual({
      region: '浙江省',
      isReached: true,
      days: '2-3',
      courier: '中通',
      surcharge: 0,
      note: null,
    });
    expect(rows[1]).toMatchObject({ surcharge: 2050, note: '偏远' });
    expect(rows[2]).toMatchObject({ isReached: false, days: null, surcharge: null });
    expect(rows[3]).toMatchObject({ isReached: null, surcharge: null });
    expect(wrongMoney).toEqual([4]);
  });

  it('knows amounts as people type them', () => {
    expect(fenOf('¥1,280.5')).toBe(128050);
    expect(fenOf('128元')).toBe(12800);
    expect(fenOf('')).toBeUndefined();
    expect(fenOf('1.234')).toBeNull();
    expect(plainYuan(12800)).toBe('128');
    expect(plainYuan(12850)).toBe('128.50');
  });
});
