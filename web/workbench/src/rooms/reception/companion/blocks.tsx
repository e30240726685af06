import { BuyerDossier } from '@/rooms/customers';
import { ProductBlock } from '@/rooms/goods';
import { ItemPolicies, ItemPromotions } from '@/rooms/offers';
import { TalkOrders } from '@/rooms/orders';
import { ConversationPromises } from '@/rooms/promises';
import { late } from '@/shared/late';
import { useMay } from '@/shared/session';
import type { Head } from '../wire';
import { Block, blockOpen } from './block';
import { NoteForm } from './note-form';
import { useText } from './text';
import { TopicBlock } from './topic-block';

const AskHelp = late(() => import('../floor/help/ask-help').then((m) => m.AskHelp));
const PastConversations = late(() => import('../past-conversations').then((m) => m.PastConversations));

/** What the house knows that helps with this buyer; the same pieces as beside the workbench's conversations. */
export const Blocks = ({ head, onInsert }: { head: Head; onInsert: (words: string) => void }) => {
  const t = useText();
  const mayBuyers = useMay('shop.buyer.read');
  const mayGoods = useMay('shop.product.read');
  const mayOrders = useMay('orders.order.read');
  const mayPromises = useMay('promises.promise.read');
  const mayPromotions = useMay('shop.promotion.read');
  const mayPolicies = useMay('shop.policy.read');
  const mayTopics = useMay('guard.hit.read');
  const mayNote = useMay('reception.note.write');
  const item = head.product?.id;
  return (
    <>
      {mayTopics && <TopicBlock head={head} onInsert={onInsert} />}
      {mayPolicies && (
        <Block title={t('policies')} isOpen={mayTopics ? blockOpen.policies : blockOpen.policiesAlone}>
          <ItemPolicies item={item} onInsert={onInsert} />
        </Block>
      )}
      {mayOrders && (
        <Block title={t('orders')} isOpen={blockOpen.orders}>
          <TalkOrders conversation={head.id} />
        </Block>
      )}
      {mayPromises && (
        <Block title={t('promises')} isOpen={blockOpen.promises}>
          <ConversationPromises conversation={head.id} />
        </Block>
      )}
      {mayPromotions && (
        <Block title={t('today')} isOpen={blockOpen.today}>
          <ItemPromotions item={item} onInsert={onInsert} />
        </Block>
      )}
      {mayGoods && (
        <Block title={t('goods')} isOpen={blockOpen.goods}>
          <ProductBlock conversation={head.id} looked={head.product} onInsert={onInsert} onCard={null} />
        </Block>
      )}
      <Block title={t('past')} isOpen={blockOpen.past}>
        <PastConversations head={head} onOpen={(c) => window.open(`/reception/${c}`, 'zhanggui')} />
      </Block>
      {mayBuyers && (
        <Block title={t('dossier')} isOpen={blockOpen.dossier}>
          <BuyerDossier buyer={head.buyer.id} />
        </Block>
      )}
      {mayNote && (
        <Block title={t('note')} isOpen={blockOpen.note}>
          <NoteForm c={head.id} />
        </Block>
      )}
      <Block title={t('help')} isOpen={blockOpen.help}>
        <AskHelp head={head} />
      </Block>
    </>
  );
};
