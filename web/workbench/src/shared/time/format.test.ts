import { describe, expect, it } from 'vitest';
import { dayKey, dayName, plainDay, shortMoment, span, yuan } from './format';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-22T02:00:00Z'); // 10:00 in Shanghai

describe('time as the shop reads it', () => {
  it.each([
    ['2026-11-21T16:00:00Z', '今天'], // midnight in Shanghai belongs to the new day
    ['2026-11-21T15:59:59Z', '昨天'],
    ['2026-11-01T04:00:00Z', '11月1日周日'],
    ['2025-12-31T04:00:00Z', '2025年12月31日周三'],
  ])('names the day of %s', (at, expected) => {
    expect(dayName(at, zone, now)).toBe(expected);
  });

  it.each([
    ['2026-11-22T01:59:00Z', '09:59'],
    ['2026-11-21T15:59:59Z', '昨天'],
    ['2026-11-01T04:00:00Z', '11/1'],
    ['2025-12-31T04:00:00Z', '25/12/31'],
  ])('shortens %s', (at, expected) => {
    expect(shortMoment(at, zone, now)).toBe(expected);
  });

  it.each([
    [-5000, '0秒'],
    [45_999, '45秒'],
    [187_000, '3:07'],
    [3_900_000, '1小时5分'],
    [200_000_000, '2天'],
  ])('counts %d ms', (ms, expected) => {
    expect(span(ms)).toBe(expected);
  });

  it.each([
    ['2026-12-23', '12月23日'], // a day is itself in every zone
    ['2027-02-28', '2027年2月28日'],
    ['2026-11-23T16:30:00Z', '11月24日'],
  ])('names the plain day of %s', (at, expected) => {
    expect(plainDay(at, zone, now)).toBe(expected);
    if (at.length === 10) expect(plainDay(at, 'America/Los_Angeles', now)).toBe(expected);
  });

  it('keeps days apart by zone', () => {
    expect(dayKey('2026-11-21T16:30:00Z', zone)).toBe('2026-11-22');
    expect(dayKey('2026-11-21T16:30:00Z', 'Europe/Berlin')).toBe('2026-11-21');
  });

  it('shows fen as yuan', () => {
    expect(yuan(1990)).toBe('¥19.90');
  });
});
