import { expect, it } from 'vitest';
import { fitting } from './fits';

const step = [{ do: '查' }];
const procedures = [
  { key: 'course', title: '售前接待', steps: step },
  { key: 'parcel', title: '查快递', topics: ['查快递', '到货时间'], steps: step },
  { key: 'angry', title: '买家生气', topics: ['投诉', '气死'], steps: step },
];

it('fits by a recognised topic, by its key and by a word of the buyer, in the order of the book', () => {
  const keys = (topics: { topic: string; name: string }[], asked: string) =>
    fitting(procedures, topics, asked).map((one) => `${one.procedure.key}:${one.topic}`);
  expect(keys([{ topic: 'where', name: '查快递' }], '东西到哪了')).toEqual(['parcel:查快递']);
  expect(keys([{ topic: '投诉', name: '别的' }], '')).toEqual(['angry:投诉']);
  expect(keys([{ topic: 'x', name: '到货时间' }], '气死我了，几天到')).toEqual(['parcel:到货时间', 'angry:气死']);
  expect(keys([], '在吗')).toEqual([]);
});
