"""The store's own commands: brought up to date, backed up, restored, sealed with a new key."""

from __future__ import annotations

from pathlib import Path

import typer

from commands.given import FileArgument, bring_up_to_date, loaded_for, open_database

database = typer.Typer(help="The store.", no_args_is_help=True)


@database.command("upgrade")
def database_upgrade(context: typer.Context) -> None:
    """Bring the database's tables to this version."""
    bring_up_to_date(open_database(loaded_for(context)))
    typer.echo("the database is up to date")


@database.command("backup")
def database_backup(context: typer.Context, file: FileArgument) -> None:
    """Write a copy of the database, also while the service runs; the key file is backed up elsewhere."""
    from storage.backup import back_up

    settings = loaded_for(context).settings
    back_up(settings.database, file)
    typer.echo(
        f"{file}: written; it can be read only with {settings.key_file}, which is not in it: back that up elsewhere"
    )


@database.command("restore")
def database_restore(context: typer.Context, file: FileArgument) -> None:
    """Put a backup in the database's place, while the service is stopped."""
    from storage.backup import restore
    from storage.vault import open_vault

    settings = loaded_for(context).settings
    kept = restore(settings.database, file, open_vault(Path(settings.key_file), create=False))
    typer.echo(f"{file}: restored" + (f"; what was there before is kept as {kept}" if kept else ""))
    typer.echo("mail that was waiting when the backup was made goes when the service starts: look at status first")


@database.command("rotate-key")
def database_rotate_key(context: typer.Context) -> None:
    """Make a new key and seal everything anew with it, while the service is stopped."""
    from storage.rotation import rotate_key
    from storage.sole import sole_service

    loaded = loaded_for(context)
    store = open_database(loaded)
    with sole_service(loaded.settings.database, patience=2.0):
        bring_up_to_date(store)
        rotated = rotate_key(store.engine, Path(loaded.settings.key_file))
    typer.echo(f"key {rotated.key} is in use, {rotated.values} values sealed anew; back up {loaded.settings.key_file}")
