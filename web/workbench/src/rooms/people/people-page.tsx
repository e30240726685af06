import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select, Table, Tag } from 'antd';
import { Link as RouterLink } from 'react-router';
import { api } from '@/shared/api/client';
import { useGradeName } from '@/shared/i18n/grade-name';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { AddPerson } from './add-person';
import { PeopleTabs } from './people-tabs';
import { SkillTags, useSkillNames } from './person-skills';
import { useText } from './text';
import { usePlaces } from './use-places';
import css from './people.module.css';
import type { PersonLine } from './wire';

type PeopleList = { people: PersonLine[]; next: string | null };

export const PeoplePage = () => {
  const t = useText();
  const places = usePlaces();
  const gradeName = useGradeName();
  const mayEdit = useMay('people.person.edit');
  const [q, setQ] = useState('');
  const [shop, setShop] = useState<string | null>(null);
  const [skill, setSkill] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const [adding, setAdding] = useState(false);
  const names = useSkillNames();
  const list = useInfiniteQuery({
    queryKey: ['people', 'persons', q, shop, skill, left],
    queryFn: ({ pageParam, signal }) =>
      api.get<PeopleList>('/api/people/persons', { query: { q, shop, skill, left, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  const state = (person: PersonLine) => {
    if (person.leavesOn !== null) return <Tag>{t('stateLeaves', { date: person.leavesOn })}</Tag>;
    return person.hasPassword ? <span>{t('stateActive')}</span> : <Tag color="gold">{t('stateInvited')}</Tag>;
  };
  return (
    <Page
      title={t('people')}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('addPerson')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <div className={css['row']}>
        <Input.Search allowClear placeholder={t('searchPeople')} onSearch={setQ} style={{ width: 240 }} />
        <Select
          value={shop ?? ''}
          onChange={(id: string) => setShop(id === '' ? null : id)}
          style={{ minWidth: 160 }}
          options={[{ value: '', label: t('allShops') }, ...places.shops.map((s) => ({ value: s.id, label: s.name }))]}
        />
        {names.length > 0 && (
          <Select
            allowClear
            showSearch
            placeholder={t('skillAsk')}
            aria-label={t('skillAsk')}
            value={skill}
            onChange={(name?: string) => setSkill(name ?? null)}
            style={{ minWidth: 160 }}
            options={names.map((one) => ({
              value: one.name,
              label: t('skillChoice', { name: one.name, n: one.people }),
            }))}
          />
        )}
        <Segmented
          value={left ? 'left' : 'here'}
          onChange={(value) => setLeft(value === 'left')}
          options={[
            { value: 'here', label: t('atWork') },
            { value: 'left', label: t('hasLeft') },
          ]}
        />
      </div>
      <br />
      {list.error !== null && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data !== undefined && people.length === 0 && <State title={t('noPeople')} text={t('noPeopleText')} />}
      {people.length > 0 && (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 720 }}
          dataSource={people}
          columns={[
            { title: t('number'), dataIndex: 'number', width: 80 },
            {
              title: t('name'),
              render: (_, p) => <RouterLink to={`/people/${p.id}`}>{p.name}</RouterLink>,
            },
            { title: t('account'), dataIndex: 'account' },
            {
              title: t('roles'),
              render: (_, p) =>
                p.roles.map((role) => (
                  <Tag key={role.id}>
                    {[places.roleName(role), places.shopName(role.shopId), places.teamName(role.teamId)]
                      .filter(Boolean)
                      .join(' · ')}
                  </Tag>
                )),
            },
            { title: t('grade'), width: 110, render: (_, p) => (p.grade ? gradeName(p.grade) : '') },
            ...(names.length > 0
              ? [{ title: t('skills'), render: (_: unknown, p: PersonLine) => <SkillTags skills={p.skills} /> }]
              : []),
            { title: t('state'), width: 140, render: (_, p) => state(p) },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
      <AddPerson open={adding} onClose={() => setAdding(false)} />
    </Page>
  );
};
