import { describe, expect, it } from 'vitest';
import { zoneName } from './zone-name';

describe('a time zone', () => {
  it('is called as people call it', () => {
    expect(zoneName('Asia/Shanghai', 'zh-CN')).toBe('中国标准时间');
    expect(zoneName('Asia/Shanghai', 'en')).toBe('China Standard Time');
  });

  it('keeps its own name where nobody knows it', () => {
    expect(zoneName('Mars/Olympus', 'zh-CN')).toBe('Mars/Olympus');
  });
});
