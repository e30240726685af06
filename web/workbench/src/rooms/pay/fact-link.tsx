import { Link } from 'react-router';
import { useText } from './text';

type FactLinkProps = { fact: string; month?: string; person?: string | null };

/** A fact as people call it, and the page that shows it where there is one. */
export const FactLink = ({ fact, month, person }: FactLinkProps) => {
  const t = useText();
  const at = fact.indexOf(':');
  const kind = at < 0 ? '' : fact.slice(0, at);
  const id = fact.slice(at + 1);
  switch (kind) {
    case 'orders':
    case 'reviews':
      return (
        <Link to={`/orders/${encodeURIComponent(id)}`}>
          {t(kind === 'orders' ? 'factOrder' : 'factReview', { id })}
        </Link>
      );
    case 'objection':
      return <Link to="/pay/objections">{t('factObjection')}</Link>;
    case 'month':
      return <Link to={`/pay/months/${id}`}>{id}</Link>;
    case 'closed_lines': {
      const [of = '', who = '', code = ''] = id.split('/');
      return (
        <Link to={`/pay/months/${of}${who === '' ? '' : `/${who}#${code}`}`}>{t('factClosed', { month: of })}</Link>
      );
    }
    case 'messages':
      return <Link to={`/orders?message=${encodeURIComponent(id)}`}>{t('factMessage', { id })}</Link>;
    case 'incidents':
      return <Link to={`/pay/incidents/${encodeURIComponent(id)}`}>{t('factIncident', { id: short(id) })}</Link>;
    case 'refunds':
      return <>{t('factRefund', { id })}</>;
    case 'complaints':
      return <>{t('factComplaint', { id: short(id) })}</>;
    case 'scores':
      return <>{t('factScore')}</>;
    case 'people':
      return month !== undefined && person != null ? (
        <Link to={`/pay/months/${month}/${person}`}>{t('factPerson')}</Link>
      ) : (
        <>{t('factPerson')}</>
      );
    case 'adjustments':
      return <>{t('factAdjustment')}</>;
    default:
      return <>{kind === '' && fact.startsWith('pay') ? t('factSetting', { id: fact }) : fact}</>;
  }
};

const short = (id: string): string => (id.length > 16 ? id.slice(-8) : id);
