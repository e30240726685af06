import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import dossier from '../dossier/dossier.module.css';
import css from './lists.module.css';
import { useText } from './text';
import type { MarketAnswer } from './wire';

/** Who the customers are, by the shop's own choices; few people are never counted out loud. */
export const Market = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('shop.buyer.read');
  const kindName = useChannelKind();
  const found = useQuery({
    queryKey: ['market', shop.id],
    queryFn: ({ signal }) => api.get<MarketAnswer>('/api/shop/market', { query: { shop: shop.id }, signal }),
    enabled: may && shop.id !== '',
  });
  if (found.data === undefined) return null;
  const { blocks, least } = found.data;
  const shown = blocks.filter((one) => one.cells.length > 0);
  const nameOf = (block: MarketAnswer['blocks'][number]) =>
    block.field === 'channel' ? t('channelBlock') : block.field === 'level' ? t('levelBlock') : block.name;
  return (
    <Section title={t('market')}>
      <p className={dossier['quiet']}>
        {t('marketHint', { n: least })} {shown.length <= 2 && t('emptyMarket')}
      </p>
      <div className={css['blocks']}>
        {shown.map((block) => {
          const most = Math.max(1, ...block.cells.map((cell) => cell.number ?? 0));
          return (
            <div key={block.field} className={css['block']}>
              <strong>{nameOf(block)}</strong>
              {block.cells.map((cell) => (
                <div key={cell.key} className={css['cell']}>
                  <span>{block.field === 'channel' ? kindName(cell.key) : cell.name}</span>
                  <span
                    className={css['bar']}
                    style={{ inlineSize: `${String(((cell.number ?? 0) * 100) / most)}%` }}
                  />
                  <span className={dossier['quiet']}>{cell.number ?? t('few', { n: least })}</span>
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </Section>
  );
};
