import { describe, expect, it } from 'vitest';
import { whyOf, whyWords } from './why';

describe('whyWords', () => {
  it('says the code in words, with the group and the overflow before it', () => {
    expect(whyWords({ code: 'turn', args: { name: '小李', weight: '150' } }, '')).toBe('按份额轮到 小李（份额 150）');
    expect(whyWords({ code: 'known', args: { name: '小李', group: '售后' } }, '')).toBe(
      '售后：小李 上次接待过这位买家',
    );
    expect(whyWords({ code: 'load', args: { name: '小李', load: '2', from: '售后', seconds: '31' } }, '')).toBe(
      '售后 31 秒没人能接，转全体：小李 手上会话最少（2 个）',
    );
    expect(whyWords({ code: 'alone', args: { name: '小李', from: '售后', group: '二线' } }, '')).toBe(
      '售后 没有人在班，转二线：小李 是当前唯一可接待的客服',
    );
  });

  it('names the skill that the group asked for', () => {
    expect(whyWords({ code: 'alone', args: { name: '小英', group: '外语', skill: '英语' } }, '')).toBe(
      '外语（会英语）：小英 是当前唯一可接待的客服',
    );
  });

  it('says what somebody did by themselves in the language of the reader', () => {
    expect(whyWords({ code: 'took', args: { name: '小李' } }, '小李主动接入')).toBe('小李 主动接入');
  });

  it('says who handed it over, to which group and why, and that nobody is there', () => {
    const args = { by: '小李', to: '售后', reason: '要退货' };
    expect(whyWords({ code: 'handed-over', args }, '')).toBe('小李 转交售后：要退货');
    expect(whyWords({ code: 'handed-over', args: { ...args, absent: '1' } }, '')).toBe(
      '小李 转交售后：要退货（现在没有人在岗）',
    );
  });

  it('says by which order state a group was found', () => {
    expect(
      whyWords({ code: 'turn', args: { name: '小李', weight: '100', group: '售后', order: 'shipped' } }, ''),
    ).toContain('订单已发货，售后：');
  });

  it('leaves what a person wrote, and codes it does not know, as they were written', () => {
    expect(whyWords(null, '懂壁画')).toBe('懂壁画');
    expect(whyWords({ code: 'later' }, '写下的')).toBe('写下的');
    expect(whyOf('text')).toBeNull();
  });
});
