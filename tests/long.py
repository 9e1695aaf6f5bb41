"""What `make test` leaves to `make test-long`: proofs over everything, of which it tries a few."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

LATER = frozenset({
    "cli/test_chat.py::test_a_person_at_a_terminal_is_prompted_and_sees_colour",
    "cli/test_chat.py::test_whoever_has_said_nothing_yet_is_told_what_to_do_in_the_words_of_the_terminal",
    "docs/test_extending.py::test_each_change_does_what_it_is_for",
    "docs/test_site.py::test_every_page_is_built_and_no_link_is_broken",
    "eval/compare/test_cases.py::test_a_run_is_shown_as_it_was",
    "eval/compare/test_outage.py::test_a_process_that_was_ended_is_started_again_and_its_case_played_again",
    "eval/compare/test_run.py::test_a_broken_word_is_a_loss_of_those_who_use_it_and_of_the_stage_that_reads_it",
    "eval/compare/test_run.py::test_what_was_played_is_not_played_again_and_all_is_kept",
    "eval/compare/test_suites.py::test_a_limit_leaves_no_owner_out_and_draws_the_same_again",
    "eval/modelled/test_models.py::test_no_attack_has_an_effect_over_an_obedient_model",
    "eval/test_any_text.py::test_no_text_in_any_field_comes_through",
    "eval/test_benches.py::test_a_turn_with_redis",
    "eval/test_benches.py::test_history",
    "eval/test_benches.py::test_peer",
    "eval/test_benches.py::test_savers",
    "eval/test_benches.py::test_turn",
    "eval/test_suite.py::test_a_part_is_chosen_by_name_and_written_with_a_summary",
    "graphs/test_documented.py::test_the_products_in_the_examples_are_those_that_come_out",
    "graphs/test_floods.py::test_floods_are_the_same_for_the_same_seed_and_each_is_told",
    "graphs/test_turns.py::test_overlapping_messages_of_two_processes_lose_none",
    "graphs/test_worded_follow_ups.py::test_what_is_worded_ends_when_tapped_as_codes_words_do",
    "graphs/test_write_tools.py::test_a_worker_that_dies_in_a_turn_that_writes_loses_and_doubles_nothing",
    "memory/test_cluster.py::test_a_node_that_dies_ends_no_conversation",
    "memory/test_outage_property.py::test_no_acknowledged_turn_is_lost_and_no_lost_one_is_hidden",
    "model/test_truth.py::test_it_answers_for_itself",
    "page/test_playgrounds.py::test_a_message_is_answered_in_the_playground_and_its_conversation_goes_on",
    "page/test_reference.py::test_the_routes_are_shown_and_tried_without_a_network",
    "page/test_trouble.py::test_redis_killed_in_a_turn_leaves_a_whole_reply_that_says_so",
    "reader/test_any_message.py::test_any_message_comes_to_commands",
    "serving/test_agents.py::test_over_standard_input_and_output_with_the_tool_that_writes",
    "serving/test_renewing.py::test_a_hangup_reads_the_settings_again",
    "serving/test_slow_clients.py::test_the_server_itself_keeps_these_bounds",
    "test_make.py::test_the_server_listens_where_it_was_told_to",
})  # fmt: skip
"""Tests of five seconds and more of what shorter ones beside them hold too."""
EVERY_OTHER = frozenset({
    "eval/test_scenarios.py::test_a_false_expectation_fails",
    "graphs/test_cached_turns.py::test_a_cached_reply_is_the_reply",
    "graphs/test_worded_follow_ups.py::test_a_lie_leaves_codes_words_costs_no_other_request_and_is_told_of_where_it_is_all_there_is",
    "ingest/test_bad_input.py::test_a_broken_field_is_named",
    "ingest/test_bad_input.py::test_a_full_disk_leaves_the_old_store_whole",
    "memory/test_outages.py::test_the_conversation_goes_on_and_is_stored_when_all_is_well",
    "page/test_chips.py::test_a_condition_is_added_and_taken_back_by_the_keyboard_alone",
    "page/test_chips.py::test_a_word_that_nothing_came_of_is_put_to_use",
    "page/test_chips.py::test_trouble_while_a_chip_is_changed_is_said_in_words_and_nothing_is_lost",
    "page/test_embed.py::test_a_foreign_page_with_a_strict_policy_has_turns_cards_and_suggestions",
    "page/test_embed.py::test_axe_finds_nothing_serious_and_the_accent_is_the_shops",
    "page/test_page.py::test_products_of_an_earlier_list_are_asked_about_by_their_place_in_it",
    "page/test_page.py::test_three_turns_on_a_phone",
    "page/test_product.py::test_a_card_opens_its_product_and_gives_the_focus_back",
    "page/test_product.py::test_a_quantity_that_is_typed_is_priced_by_the_server",
    "page/test_product.py::test_the_next_message_is_about_the_product_in_view",
    "page/test_sharing.py::test_whoever_has_the_link_reads_and_changes_nothing",
})  # fmt: skip
"""Tests of many cases, of which every second waits."""


def few(cases: Iterable[Any], *quick: Any) -> list[Any]:
    """All the cases of a test, of which all but the `quick` ones wait for the long run."""
    every = list(cases)
    assert all(each in every for each in quick)
    return [each if each in quick else pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.long) for each in every]


def put_off(items: Iterable[pytest.Item], here: Path) -> None:
    """Marks what waits for the long run; `here` is the folder of the tests."""
    cases = {name: count() for name in EVERY_OTHER}
    for item in items:
        if not item.path.is_relative_to(here):
            continue
        name = f"{item.path.relative_to(here).as_posix()}::{getattr(item, 'originalname', item.name)}"
        if name in LATER or (name in cases and next(cases[name]) % 2):
            item.add_marker(pytest.mark.long)
